"""What tests of the served site share: people at a browser or a plain client, and data they find there."""
