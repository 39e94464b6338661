from django.apps import AppConfig


class LoansConfig(AppConfig):
    name = "loans"
    verbose_name = "Lån och projekt"

    def ready(self):
        from loans import accessibility  # noqa: F401  its check registers itself
