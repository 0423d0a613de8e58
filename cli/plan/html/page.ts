import type { Language } from "../../shared/language.js";
import type { Plan } from "../model.js";

export function renderHtml(plan: Plan, language: Language): string {
  return `<!doctype html><html lang="${language}"><title>${plan.version}</title></html>`;
}
