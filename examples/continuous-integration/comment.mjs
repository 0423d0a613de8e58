// Writes a file as the comment of a pull request (GitHub) or a merge request (GitLab), and the next time over the same
// comment: the first line of the file tells it from others. Standard library only.
import { readFile } from "node:fs/promises";

const PAGE_SIZE = 100;
const PAGES_MAX = 50;
const TIMEOUT_MS = 30_000;

/** @type {(name: string) => string} */
const variable = (name) => {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`the variable ${name} is not set`);
};

/** Where the comments of this request are, and how they are written. */
function comments() {
  if (process.env.GITLAB_CI) {
    const project = `${variable("CI_API_V4_URL")}/projects/${variable("CI_PROJECT_ID")}`;
    const all = `${project}/merge_requests/${variable("CI_MERGE_REQUEST_IID")}/notes`;
    const headers = { "private-token": variable("COMMENT_TOKEN") };
    return { all, one: (/** @type {number} */ id) => `${all}/${id}`, update: "PUT", headers };
  }
  const repository = `${variable("GITHUB_API_URL")}/repos/${variable("GITHUB_REPOSITORY")}`;
  return {
    all: `${repository}/issues/${variable("PULL_REQUEST")}/comments`,
    one: (/** @type {number} */ id) => `${repository}/issues/comments/${id}`,
    update: "PATCH",
    headers: { authorization: `Bearer ${variable("GITHUB_TOKEN")}`, accept: "application/vnd.github+json" },
  };
}

const { all, one, update, headers } = comments();

/** @type {(method: string, url: string, content?: { body: string }) => Promise<unknown>} */
async function call(method, url, content) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  // Never the headers: they hold the token.
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} was answered with ${response.status}`);
  return response.json();
}

/** @typedef {{ id: number, body?: string | null }} Comment */

/** @param {string} marker */
async function findOwn(marker) {
  for (let page = 1; page <= PAGES_MAX; page++) {
    const found = /** @type {Comment[]} */ (await call("GET", `${all}?per_page=${PAGE_SIZE}&page=${page}`));
    const own = found.find(({ body }) => body?.startsWith(marker));
    if (own !== undefined || found.length < PAGE_SIZE) return own;
  }
  return undefined;
}

const body = await readFile(process.argv[2] ?? "plan.md", "utf8");
const [marker = ""] = body.split("\n");
if (!/^<!--.*-->$/.test(marker)) throw new Error("the first line of the file is no marker (<!-- … -->)");
const own = await findOwn(marker);
await (own === undefined ? call("POST", all, { body }) : call(update, one(own.id), { body }));
