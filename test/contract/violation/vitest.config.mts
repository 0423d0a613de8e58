import { defineConfig } from "vitest/config";

/** One file whose tests pass and whose simulator did what it should not: see ../wire-report.test.ts. */
export default defineConfig({
  test: { root: __dirname, include: ["*.spec.ts"], setupFiles: ["../../support/wire-report.ts"] },
});
