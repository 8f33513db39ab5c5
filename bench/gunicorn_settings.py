"""gunicorn's settings for the peers: as many workers and threads as the product has."""

import os

from tracker import serving

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = serving.workers
worker_class = serving.worker_class
threads = serving.threads
timeout = 600
keepalive = 60
preload_app = True
worker_tmp_dir = serving.worker_tmp_dir
control_socket_disable = True
errorlog = "-"
loglevel = "warning"
accesslog = None
