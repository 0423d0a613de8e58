// The server of the client bench, in a process of its own, so that its work is not counted as a client's.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

const [key = "", cert = ""] = process.argv.slice(2);

/** A mailbox, about 300 bytes. */
const MAILBOX = JSON.stringify({
  id: 123_456,
  primaryEmailAddress: "anna.example@example.com",
  displayName: "Anna Example",
  firstName: "Anna",
  lastName: "Example",
  quota: 51_200,
  currentUsage: 1_048_576,
  state: "ok",
  hiddenFromGAL: false,
  taskPendingId: 0,
  creationDate: "2026-01-05T12:00:00+01:00",
  lastLogonDate: null,
  company: "Example Ltd.",
});

/** The connections that brought each path, by path. @type {Map<string, Set<unknown>>} */
const connections = new Map();

const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
  const path = request.url ?? "";
  if (path.includes("/polls/")) {
    const name = path.slice(path.indexOf("/polls/") + "/polls/".length);
    connections.set(name, (connections.get(name) ?? new Set()).add(request.socket));
  }
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(path.endsWith("/auth/time") ? String(Math.floor(Date.now() / 1000)) : MAILBOX);
});
// Idle connections are kept, and nothing is promised about it, as by the usual servers in front of an API.
server.keepAliveTimeout = 0;
server.listen(0, "localhost", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});

process.on("message", () => {
  process.send?.({ connections: Object.fromEntries([...connections].map(([name, sockets]) => [name, sockets.size])) });
});
process.on("disconnect", () => process.exit(0));
