import { describe, expect, test } from "vitest";
import { mapFolders, plainName, type Tree } from "../../../provider/imap/mapping.js";

interface Shape {
  readonly delimiter?: string;
  readonly prefix?: string;
  readonly uses?: Record<string, string>;
  readonly flags?: Record<string, string>;
}

function tree(raws: readonly string[], { delimiter = "/", prefix = "", uses = {}, flags = {} }: Shape = {}): Tree {
  const folders = raws.map((raw) => ({
    pathAsListed: raw,
    flags: new Set(flags[raw] === undefined ? [] : [flags[raw]]),
    subscribed: true,
    ...(uses[raw] === undefined ? {} : { specialUse: uses[raw] }),
  }));
  return { folders, delimiter, prefix };
}

function targets(source: Tree, destination: Tree): Record<string, string> {
  const { folders } = mapFolders(source, destination);
  return Object.fromEntries(folders.map(({ rawSource, destination: { raw } }) => [rawSource, raw]));
}

const EMPTY = tree(["INBOX"]);

describe("a folder", () => {
  test("keeps its name and its place, with the destination's separator", () => {
    const source = tree(["INBOX", "Work/2024/Q1", "INBOX/Sub"]);
    expect(targets(source, tree(["INBOX"], { delimiter: "." }))).toEqual({
      INBOX: "INBOX",
      "Work/2024/Q1": "Work.2024.Q1",
      "INBOX/Sub": "INBOX.Sub",
    });
  });

  test("loses the source's prefix and gets the destination's", () => {
    const inside = tree(["INBOX", "INBOX.Work.2024"], { delimiter: ".", prefix: "INBOX." });
    expect(targets(inside, EMPTY)).toMatchObject({ "INBOX.Work.2024": "Work/2024" });
    expect(targets(tree(["Work/2024"]), inside)).toEqual({ "Work/2024": "INBOX.Work.2024" });
  });

  test("with the destination's separator in its name gets another name, which is told and takes nobody's place", () => {
    const source = tree(["v1.2", "v1_2", "v1.2/notes"]);
    const destination = tree(["INBOX"], { delimiter: "." });
    expect(targets(source, destination)).toEqual({ v1_2: "v1_2", "v1.2": "v1_2_2", "v1.2/notes": "v1_2.notes" });
    expect(mapFolders(source, destination).notices).toContain("v1.2 is called v1_2_2 on the destination");
  });

  test("that is called INBOX in other letters does not become the INBOX", () => {
    const source = tree(["INBOX", "INBOX.Inbox"], { delimiter: ".", prefix: "INBOX." });
    expect(targets(source, EMPTY)).toEqual({ INBOX: "INBOX", "INBOX.Inbox": "Inbox_" });
    expect(targets(tree(["inbox", "Work/Inbox"]), EMPTY)).toEqual({ inbox: "INBOX", "Work/Inbox": "Work/Inbox" });
  });

  test("that cannot hold mail is left out", () => {
    const source = tree(["Work", "Work/2024"], { flags: { Work: "\\Noselect" } });
    expect(targets(source, EMPTY)).toEqual({ "Work/2024": "Work/2024" });
  });

  test("of a special use goes into that of the destination, whatever their names", () => {
    const source = tree(["Envoyés", "Corbeille", "Archives"], {
      uses: { Envoyés: "\\Sent", Corbeille: "\\Trash", Archives: "\\Archive" },
    });
    const destination = tree(["INBOX", "Sent Items", "Deleted Items"], {
      uses: { "Sent Items": "\\Sent", "Deleted Items": "\\Trash" },
    });
    expect(targets(source, destination)).toMatchObject({ Envoyés: "Sent Items", Corbeille: "Deleted Items" });
    expect(targets(source, destination).Archives).toBe("Archives");
  });

  test("that only has the name of a special use, deep down, stays where it is", () => {
    const source = tree(["Projects/Archive"], { uses: { "Projects/Archive": "\\Archive" } });
    const destination = tree(["INBOX", "Archive"], { uses: { Archive: "\\Archive" } });
    expect(targets(source, destination)).toEqual({ "Projects/Archive": "Projects/Archive" });
    const top = tree(["Archive"], { uses: { Archive: "\\Archive" } });
    expect(targets(top, source)).toEqual({ Archive: "Archive" });
  });

  test("that shows all mail is a folder like any other", () => {
    const all = { uses: { All: "\\All" } };
    expect(targets(tree(["All"], all), tree(["INBOX", "Everything"], { uses: { Everything: "\\All" } }))).toEqual({
      All: "All",
    });
  });

  test("that goes where another one goes is told", () => {
    const source = tree(["Sent", "Sent Items"], { uses: { Sent: "\\Sent" } });
    const destination = tree(["INBOX", "Sent Items"], { uses: { "Sent Items": "\\Sent" } });
    const { folders, notices } = mapFolders(source, destination);
    expect(folders.map(({ destination: { raw } }) => raw)).toEqual(["Sent Items", "Sent Items"]);
    expect(notices).toEqual(["Sent and Sent Items go to the same folder: Sent Items"]);
  });
});

test("a name that the destination refuses becomes one without odd characters", () => {
  const refused = { raw: 'Say "hi"/50% &- more', path: 'Say "hi"/50% & more', exists: false };
  expect(plainName(refused, EMPTY)).toEqual({ raw: "Say _hi_/50_ _ more", path: "Say _hi_/50_ _ more", exists: false });
  expect(plainName({ raw: "Work", path: "Work", exists: false }, EMPTY).raw).toBe("Work");
});
