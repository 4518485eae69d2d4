"""Suggest: the texts of articles in, what they hold and the base does not out; `suggestions` has the way in."""
