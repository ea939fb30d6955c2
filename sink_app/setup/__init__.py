from sink_app.setup.install import after_install, after_migrate, after_uninstall, before_uninstall

__all__ = ["after_install", "after_migrate", "after_uninstall", "before_uninstall"]
