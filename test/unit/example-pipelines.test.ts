// The pipelines of examples/continuous-integration: what they are allowed, that no secret is printed, and that the comment of
// a pull request is written once and then over itself, with GitHub's and GitLab's calls against a server of our own.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const EXAMPLE = join(__dirname, "../../examples/continuous-integration");

const githubStep = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const githubJob = z.object({
  if: z.string(),
  permissions: z.record(z.string(), z.string()).optional(),
  "timeout-minutes": z.number(),
  env: z.record(z.string(), z.string()),
  steps: z.array(githubStep),
});
const workflow = z.object({ permissions: z.record(z.string(), z.string()), jobs: z.record(z.string(), githubJob) });
const gitlabJob = z.object({
  rules: z.array(z.object({ if: z.string() })),
  timeout: z.string(),
  script: z.array(z.string()),
});
const gitlab = z.object({ plan: gitlabJob, up: gitlabJob, drift: gitlabJob });

const read = async (name: string): Promise<unknown> => parse(await readFile(join(EXAMPLE, name), "utf8"));

describe("GitHub's workflow", () => {
  test("may read the code, and write nothing but the comment of a pull request", async () => {
    const { permissions, jobs } = workflow.parse(await read(".github/workflows/mail.yml"));
    expect(permissions).toEqual({ contents: "read" });
    const own = Object.entries(jobs).map(([name, job]) => [name, job.permissions]);
    expect(Object.fromEntries(own)).toEqual({
      plan: { contents: "read", "pull-requests": "write" },
      up: undefined,
      drift: undefined,
    });
  });

  test("uses actions of a stated version, and never puts a value of GitHub's into a command line", async () => {
    const { jobs } = workflow.parse(await read(".github/workflows/mail.yml"));
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    for (const { uses, run } of steps) {
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d/);
      if (run !== undefined) expect(run).not.toMatch(/\$\{\{|secret/i);
    }
  });

  test("lets pull requests have keys that only read", async () => {
    const { jobs } = workflow.parse(await read(".github/workflows/mail.yml"));
    const ovh = (name: string) =>
      Object.entries(jobs[name]?.env ?? {}).filter(([variable]) => variable.startsWith("OVH_"));
    for (const name of ["plan", "drift"]) {
      for (const [, value] of ovh(name)) expect(value).toMatch(/^\$\{\{ secrets\.OVH_READ_/);
    }
    expect(jobs.plan?.if).toContain("head.repo.full_name == github.repository");
  });
});

test("both pipelines run the same commands", async () => {
  const { jobs } = workflow.parse(await read(".github/workflows/mail.yml"));
  const other = gitlab.parse(await read(".gitlab-ci.yml"));
  for (const name of ["plan", "up", "drift"] as const) {
    const runs = (jobs[name]?.steps ?? []).flatMap(({ run }) => run ?? []).filter((run) => run !== "npm ci");
    expect(other[name].script).toEqual(runs);
  }
});

interface Comment {
  id: number;
  body: string;
}

describe("the comment", () => {
  let directory = "";
  let server: Server;
  let comments: Comment[] = [];
  let calls: { line: string; token: unknown }[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "ovh-mail-comment-"));
    // Somebody else's, more than a page of them.
    comments = Array.from({ length: 120 }, (_, id) => ({ id, body: "looks good" }));
    calls = [];
    server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
      calls.push({
        line: `${request.method} ${pathname}`,
        token: request.headers["private-token"] ?? request.headers.authorization,
      });
      let text = "";
      for await (const chunk of request) text += chunk;
      response.end(JSON.stringify(answer(request.method, pathname, { page: Number(searchParams.get("page")), text })));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    server.close();
    await rm(directory, { recursive: true });
  });

  function answer(method: string | undefined, path: string, { page, text }: { page: number; text: string }): unknown {
    if (method === "GET") return comments.slice((page - 1) * 100, page * 100);
    const { body } = JSON.parse(text) as Comment;
    const id = method === "POST" ? comments.length : Number(path.split("/").at(-1));
    comments[id] = { id, body };
    return comments[id];
  }

  async function write(text: string, variables: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
    const file = join(directory, "plan.md");
    await writeFile(file, text);
    const { port } = server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}/api`;
    const env = { PATH: process.env.PATH, GITHUB_API_URL: base, CI_API_V4_URL: base, ...variables };
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [join(EXAMPLE, "comment.mjs"), file], { env });
      let output = "";
      child.stdout.on("data", (chunk) => (output += chunk));
      child.stderr.on("data", (chunk) => (output += chunk));
      child.on("close", (code) => resolve({ code, output }));
    });
  }

  test.each([
    {
      where: "GitHub",
      variables: { GITHUB_REPOSITORY: "us/mail", PULL_REQUEST: "7", GITHUB_TOKEN: "canary" },
      writes: ["POST /api/repos/us/mail/issues/7/comments", "PATCH /api/repos/us/mail/issues/comments/120"],
      token: "Bearer canary",
    },
    {
      where: "GitLab",
      variables: { GITLAB_CI: "true", CI_PROJECT_ID: "5", CI_MERGE_REQUEST_IID: "7", COMMENT_TOKEN: "canary" },
      writes: ["POST /api/projects/5/merge_requests/7/notes", "PUT /api/projects/5/merge_requests/7/notes/120"],
      token: "canary",
    },
  ])("at $where is written once, and then over itself", async ({ variables, writes, token }) => {
    expect(await write("<!-- ovh-mail -->\nfirst", variables)).toEqual({ code: 0, output: "" });
    expect(await write("<!-- ovh-mail -->\nsecond", variables)).toEqual({ code: 0, output: "" });
    expect(calls.map(({ line }) => line).filter((line) => !line.startsWith("GET"))).toEqual(writes);
    expect(new Set(calls.map((one) => one.token))).toEqual(new Set([token]));
    expect(comments.filter(({ body }) => body.startsWith("<!--"))).toEqual([
      { id: 120, body: "<!-- ovh-mail -->\nsecond" },
    ]);
  });

  test("says what is missing, and never the token", async () => {
    const { code, output } = await write("<!-- ovh-mail -->", { GITHUB_TOKEN: "canary", GITHUB_REPOSITORY: "us/mail" });
    expect(code).toBe(1);
    expect(output).toContain("PULL_REQUEST is not set");
    expect(output).not.toContain("canary");
    expect(
      await write("no marker", { GITHUB_TOKEN: "canary", GITHUB_REPOSITORY: "us/mail", PULL_REQUEST: "7" }),
    ).toMatchObject({
      code: 1,
      output: expect.stringContaining("no marker"),
    });
  });
});
