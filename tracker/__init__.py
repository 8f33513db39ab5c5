"""The Django project: settings, database set-up, middleware, addresses, error pages, serving."""
