/** Where the API is. */

const KNOWN: Readonly<Record<string, string>> = {
  "ovh-eu": "https://eu.api.ovh.com/1.0",
  "ovh-ca": "https://ca.api.ovh.com/1.0",
  "ovh-us": "https://api.us.ovhcloud.com/1.0",
  "kimsufi-eu": "https://eu.api.kimsufi.com/1.0",
  "kimsufi-ca": "https://ca.api.kimsufi.com/1.0",
  "soyoustart-eu": "https://eu.api.soyoustart.com/1.0",
  "soyoustart-ca": "https://ca.api.soyoustart.com/1.0",
};

const KNOWN_HOSTS = new Set(Object.values(KNOWN).map((url) => new URL(url).host));
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export interface EndpointOptions {
  /** Lets the signed headers go to a host that is not OVHcloud's. Loopback needs no leave. */
  readonly allowCustomHost?: boolean;
}

/**
 * A name (`ovh-eu`, `ovh-ca`, `ovh-us`, `kimsufi-*`, `soyoustart-*`) or a URL, without the slash at its end.
 * Throws when it is neither, when it is not https (loopback aside), or when the host is unknown and not allowed.
 */
export function resolveEndpoint(endpoint: string, options: EndpointOptions = {}): string {
  const known = Object.hasOwn(KNOWN, endpoint) ? KNOWN[endpoint] : undefined;
  if (known !== undefined) return known;
  const url = parse(endpoint);
  if (isLoopback(url.href)) return trimmed(url);
  if (url.protocol !== "https:") {
    throw new Error(`ovh:endpoint ${url.origin} is not https: credentials would travel in clear`);
  }
  if (!KNOWN_HOSTS.has(url.host) && options.allowCustomHost !== true) {
    throw new Error(
      `ovh:endpoint ${url.origin} is not an OVHcloud host, and it would receive signed calls. ` +
        "Set ovhmail:allowCustomEndpoint to true if that is what you want.",
    );
  }
  return trimmed(url);
}

/** This machine: a simulator, where nothing travels. */
export function isLoopback(url: string): boolean {
  return LOOPBACK.test(new URL(url).hostname);
}

function parse(endpoint: string): URL {
  try {
    const url = new URL(endpoint);
    if (url.protocol === "http:" || url.protocol === "https:") return url;
  } catch {
    // Reported below, with the names that exist.
  }
  throw new Error(`ovh:endpoint is neither a known name (${Object.keys(KNOWN).join(", ")}) nor an http(s) URL`);
}

function trimmed(url: URL): string {
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
