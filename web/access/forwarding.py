"""What proxies, tunnels and balancers add to a request that they pass on."""

from flask import request

HEADERS = {
    *("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-proxyuser-ip"),
    *("true-client-ip", "fastly-client-ip", "fly-client-ip", "client-ip", "cdn-loop", "ngrok-skip-browser-warning"),
}
PREFIXES = ("x-forwarded", "x-original-", "x-envoy-", "x-amzn-", "x-azure-", "cf-", "tailscale-", "fly-")


def find_forwarding() -> str | None:
    """Return the name of a header that only a proxy adds; None: the request came straight here."""
    names = (name for name, _ in request.headers)
    return next((name for name in names if name.lower() in HEADERS or name.lower().startswith(PREFIXES)), None)


def is_forwarded() -> bool:
    """Say whether a proxy passed the request on."""
    return find_forwarding() is not None
