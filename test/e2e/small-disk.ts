/** A disk that can be filled. */

import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly directory: string;
  fill(): void;
  /** Makes room again. */
  free(): void;
  remove(): void;
}

const SIZE_MB = 8;
/** What a file system gives out at a time. */
const BLOCK = Buffer.alloc(4096);

/** @throws where this process may not mount one. */
export function mountSmallDisk(): SmallDisk {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE_MB}m`, "tmpfs", directory], { stdio: "pipe" });
  } catch (error) {
    rmSync(directory, { recursive: true });
    throw error;
  }
  const filler = join(directory, "filler");
  return {
    directory,
    fill: () => fill(filler),
    free: () => rmSync(filler),
    remove() {
      execFileSync("umount", ["-l", directory]);
      rmSync(directory, { recursive: true });
    },
  };
}

function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, BLOCK);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}
