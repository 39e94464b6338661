"""Rows that are written once, so that no way in alters or removes one by mistake."""

from django.db import models


class FrozenQuerySet(models.QuerySet):
    """Refuses to alter or remove; a model says by name what may be altered after all."""

    def update(self, **values):
        raise TypeError(f"{self.model.__name__}: what has been written is never altered.")

    update.alters_data = True

    def delete(self):
        raise TypeError(f"{self.model.__name__}: what has been written is never removed.")

    delete.alters_data = True
    delete.queryset_only = True

    def _alter(self, **values) -> int:
        return super().update(**values)


class Frozen(models.Model):
    """A row that is stored once and then left as it is."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__}: what has been written is never altered.")
        # A row built with the key of a stored one would otherwise take its place.
        super().save(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__}: what has been written is never removed.")
