"""What machines ask of the register, at addresses without language."""

from django.urls import path

from loans import machine_views

urlpatterns = [
    path("sitemap.xml", machine_views.sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", machine_views.sitemap_pages, name="sitemap-pages"),
    path(
        "sitemap-projects-<int:number>.xml",
        machine_views.sitemap_projects,
        name="sitemap-projects",
    ),
]
