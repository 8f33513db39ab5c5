"""The one app: what editors keep, what was published, and the three ways in (desk, pages, API)."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CompaniesConfig(AppConfig):
    """Puts the ledger's guard into the database after every migration and checks it at start."""

    name = "companies"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Answers on Record"

    def ready(self) -> None:
        from companies.record.ledger import guard, rebuild, system_checks

        post_migrate.connect(guard.install_after_migrate, sender=self, dispatch_uid="companies.record.ledger.guard")
        pre_migrate.connect(guard.remove_before_migrate, sender=self, dispatch_uid="companies.record.ledger.guard")
        post_migrate.connect(rebuild.file_after_migrate, sender=self, dispatch_uid="companies.record.ledger.rebuild")
        system_checks.register()
