"""Settings: `base` is common; `development`, `production` and `test` each say what differs."""
