"""The project as an app: it owns the checks of the database's settings."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Registers the project's system checks at start."""

    name = "tracker"
    verbose_name = "Project"

    def ready(self) -> None:
        from django.core.checks import register

        from tracker.checks import check_databases, check_replicas

        register(check_databases)
        register(check_replicas)
