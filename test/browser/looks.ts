// What a page looks like, measured in the browser.
import type { Page } from "playwright-core";

/**
 * Texts with too little contrast to their ground (WCAG 2.2, 1.4.3: 4.5, large ones 3). Controls that cannot be used, and
 * texts for readers alone, are exempt.
 */
export function paleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map<string, number[]>();
    const channels = (color: string): number[] => {
      const before = known.get(color);
      if (before !== undefined || canvas === null) return before ?? [];
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const found = [...canvas.getImageData(0, 0, 1, 1).data];
      known.set(color, found);
      return found;
    };
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const box = at.querySelector(":scope > rect");
        const ground = box === null ? getComputedStyle(at).backgroundColor : getComputedStyle(box).fill;
        if ((channels(ground)[3] ?? 0) === 255) return ground;
      }
      return "white";
    };
    const paleness = (element: Element): string | undefined => {
      const style = getComputedStyle(element);
      const color = element instanceof SVGElement ? style.fill : style.color;
      const ground = groundOf(element);
      const [one, other] = [luminance(color), luminance(ground)];
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const wanted = Number.parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
      return contrast < wanted ? `${contrast.toFixed(1)}, ${color} on ${ground}` : undefined;
    };
    const exempt = ":disabled, .unseen, .skip, title, option, noscript";
    const pale: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const [element, text] = [node.parentElement, node.nodeValue?.trim()];
      const found = element === null || element.closest(exempt) !== null ? undefined : paleness(element);
      if (text && found !== undefined) pale.push(`${text} (${found})`);
    }
    return pale;
  });
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
