# つなぐ台帳 for a server: web, worker and beat are this one image with different commands.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/fujisawa-care

# only what runs on a server, at exactly the versions that were tested
COPY pyproject.toml requirements.txt ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > /tmp/runtime.txt \
 && pip install -r /tmp/runtime.txt -c requirements.txt && rm /tmp/runtime.txt

COPY . .
RUN useradd --system --no-create-home --uid 10001 care \
 && install --directory --owner=care --mode=0700 /files \
 && SECRET_KEY=collectstatic python manage.py collectstatic --noinput -v0 \
 && python -m compileall -q .
USER care
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "fujisawa_care.wsgi", "--bind=0.0.0.0:8000", "--preload", \
     "--workers=2", "--threads=4", "--no-control-socket", "--worker-tmp-dir=/dev/shm"]
