/** Pages that need nothing else: no request goes out from them, and nothing runs in them but their own small script. */

import { createHash } from "node:crypto";
import type { Language } from "./language.js";
import { visible } from "./safe-text.js";

export interface HtmlPage {
  readonly language: Language;
  readonly title: string;
  /** Without anything that it would have to load. */
  readonly style: string;
  /** The page is whole without it. */
  readonly script: string;
  /** What stands in it is escaped already. */
  readonly body: string;
}

export function htmlPage({ language, title, style, script, body }: HtmlPage): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text from outside, between tags or in an attribute in quotes. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
