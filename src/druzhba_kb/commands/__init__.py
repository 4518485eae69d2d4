"""Commands: what can be typed after `druzhba-kb`."""
