"""A site as on several machines, on one: primary, replica, Redis, two processes of the app, and a proxy before them."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.crash.cluster import Cluster, cluster
from tests.crash.editor import Editor
from tests.crash.redis import RedisServer, redis_server
from tests.crash.site import Site
from tests.deploy.proxies import proxy
from tests.tracker.processes import free_port


@dataclass
class Machines:
    """All of it. ``sites`` read from replicas; ``judge`` reads from the primary alone."""

    folder: Path
    primary: Cluster
    replica: Cluster
    redis: RedisServer
    sites: list[Site]
    judge: Site
    port: int
    password: str
    editor: Editor
    """One who publishes at the judge, where no reader comes by."""

    @property
    def address(self) -> str:
        """Where readers come in."""
        return f"http://127.0.0.1:{self.port}"

    def publish(self, slug: str) -> int:
        """Publish a company; return the head of then, which no reader was shown."""
        assert (self.editor.enter(slug), self.editor.publish(slug)) == (302, 302)
        return int(self.primary.ask("SELECT seq FROM companies_head"))

    def wait_for_replica(self) -> None:
        """Wait until the replica has replayed all that the primary has written."""
        position = self.primary.ask("SELECT pg_current_wal_lsn()")
        for _ in range(400):
            if self.replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'") == "t":
                return
            time.sleep(0.05)
        raise AssertionError("the replica did not come up to the primary")

    def reads_of_replica(self) -> int:
        """Return how often entries were read at the replica, as far as it has counted yet."""
        counted = "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'companies_entry'"
        return int(self.replica.ask(counted))

    def use_primary(self, server: Cluster) -> None:
        """Have all sites write to another server and read from it alone, as an operator does after a failover."""
        for site in (*self.sites, self.judge):
            site.kill()
            site.environment["DATABASE_URL"] = server.url
            site.environment["REPLICA_URLS"] = ""
            site.start()


@contextmanager
def machines(folder: Path, installed: Path, proxy_name: str) -> Iterator[Machines]:
    """Everything running, and ended afterwards."""
    with ExitStack() as stack:
        primary = stack.enter_context(cluster(installed))
        # They share one place, as processes on one machine do, and the address of the proxy.
        shared = {"SITE_URL": f"http://127.0.0.1:{(port := free_port())}"}
        judge = Site(folder, primary.url, given=shared)
        stack.callback(judge.kill)
        password = judge.set_up()
        replica = stack.enter_context(cluster(installed, primary))
        (folder / "redis").mkdir()
        redis = stack.enter_context(redis_server(folder / "redis"))
        reading = {**shared, "REPLICA_URLS": replica.url, "REDIS_URL": redis.url}
        sites = [Site(folder, primary.url, folder / f"{name}.log", reading) for name in ("one", "two")]
        for site in (*sites, judge):
            stack.callback(site.kill)
            site.start()
        editor = Editor(judge.address, "editor", password)
        editor.log_in()
        stack.enter_context(proxy(proxy_name, folder / "proxy", [site.port for site in sites], port))
        yield Machines(folder, primary, replica, redis, sites, judge, port, password, editor)
