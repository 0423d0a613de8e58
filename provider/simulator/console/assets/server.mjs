// What the page asks of the simulator. All of it is below one path that is no path of OVHcloud's.

const base = "/_console/api/";

/**
 * @template Answer
 * @param {string} path
 * @returns {Promise<Answer>}
 */
export async function ask(path) {
  const response = await fetch(base + path, { cache: "no-store" });
  if (!response.ok) throw new Error(await reasonOf(response));
  return response.json();
}

/**
 * @param {string} path
 * @param {object} body
 */
export async function tell(path, body) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(base + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await reasonOf(response));
}

/** @param {Response} response */
async function reasonOf(response) {
  try {
    return String((await response.json()).message);
  } catch {
    return String(response.status);
  }
}
