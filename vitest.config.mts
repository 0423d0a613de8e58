import { defineConfig } from "vitest/config";

/** After every test file: what its simulators did was as OVHcloud's description has it, and what resources called is declared. */
const setupFiles = ["test/support/wire-report.ts", "test/support/calls-by-kind-report.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          setupFiles,
          include: [
            "test/unit/**/*.test.ts",
            "test/lifecycle/**/*.test.ts",
            "test/contract/**/*.test.ts",
            "test/secrets/**/*.test.ts",
            "test/simulation/*.test.ts",
          ],
          // No test waits in real time; a busy machine takes many times what a quiet one does.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "clients",
          setupFiles,
          include: ["test/clients/**/*.test.ts"],
          // A client in a process of its own, on a machine that has other things to do.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          setupFiles,
          include: ["test/browser/**/*.test.ts"],
          // A browser has to start first.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "imap",
          setupFiles,
          include: ["test/imap/**/*.test.ts"],
          // Thousands of messages between two real mail servers.
          testTimeout: 180_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: "e2e",
          setupFiles,
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/install.ts"],
          // One run of the real engine takes some seconds, and one scenario several runs; many times that on a busy machine.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
