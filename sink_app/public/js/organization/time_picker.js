// Some builds of the Desk have a picker that knows no seconds: on a site that shows none, the framework hides what
// is not there, and breaks on it. Nothing is there to be hidden.

const { prototype } = $.fn.datepicker.Timepicker;
prototype.$seconds ??= $();
prototype.$secondsText ??= $();
