# The site as an image: PostgreSQL and a proxy with HTTPS beside it, as in docker-compose.yml.

FROM python:3.12-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir 'uv==0.13.*'
WORKDIR /app
# The dependencies first: they change less often than the code, and this layer is kept.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
COPY manage.py gunicorn.conf.py ./
COPY config config
COPY loans loans
COPY locale locale
COPY members members
COPY privacy privacy
COPY static static
COPY templates templates
# The settings name files by their hash where this directory exists. The key signs nothing.
RUN mkdir staticfiles && SECRET_KEY=only-for-the-build-0123456789-abcdefghijklmnopqrstuvwxyz SITE_URL=https://build.invalid \
    .venv/bin/python manage.py collectstatic --no-input

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="Öppna lån" org.opencontainers.image.licenses="MIT"
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY --from=build /app /app
# The code belongs to root, so that the site can't change itself. In var it may write: that is
# the place for an SQLite file, on a volume.
RUN useradd --system --uid 10001 --no-create-home lan && install -d -o lan -g lan var
USER 10001
EXPOSE 8000
# Asks by the site's own name: it answers to no other.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import os, urllib.parse, urllib.request as r; host = urllib.parse.urlsplit(os.environ['SITE_URL']).netloc; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=4)"]
# The workers' heartbeat goes to memory: on a slow disk it would look like a hanging worker.
CMD ["gunicorn", "config.wsgi:application", "--config", "gunicorn.conf.py", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
