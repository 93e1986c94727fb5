import type { Locale } from '../content/dialogSettings';
import { PAGE_WORDS } from './pageWords';

/** Who runs the bot, as shown to applicants. */
export interface Operator {
  name: string;
  officialContact: string;
  serviceHours: string;
  /** No operator is configured; the page says that it is a demonstration. */
  demo: boolean;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes `text` for HTML, as content and as an attribute in quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const STYLE = `
  :root { color-scheme: light; --green: #0f6b5c; --ink: #1c2429; --soft: #4d5a63; --line: #dfe6e8; }
  * { box-sizing: border-box; }
  body { margin: 0; background: #f3f6f6; color: var(--ink); font: 16px/1.75 -apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
  .demo { padding: 8px 20px; background: #fff3cd; color: #5c4300; text-align: center; font-size: 14px; }
  .wide { max-width: 960px; margin: 0 auto; padding-left: 24px; padding-right: 24px; }
  .top { background: var(--green); color: #fff; }
  .top .wide { padding-top: 56px; padding-bottom: 64px; }
  .top p.by { margin: 0 0 12px; font-size: 15px; }
  h1 { margin: 0 0 16px; font-size: clamp(28px, 5vw, 40px); line-height: 1.3; letter-spacing: .01em; }
  .top .lead { max-width: 34em; margin: 0; font-size: 18px; }
  main.wide { margin-top: -36px; padding-bottom: 120px; }
  @media (max-width: 480px) { .top .wide { padding-top: 32px; padding-bottom: 60px; } .wide { padding-left: 16px; padding-right: 16px; } .top .lead { font-size: 17px; } section { padding: 20px; } }
  .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 16px; }
  section { padding: 24px; border: 1px solid var(--line); border-radius: 14px; background: #fff; }
  h2 { margin: 0 0 8px; font-size: 18px; line-height: 1.4; }
  section p, section ol { margin: 0; color: var(--soft); }
  ol { padding-left: 1.3em; }
  .honest { margin-top: 16px; }
  .warn { margin-top: 16px; border-color: #f0d9a3; background: #fffaf0; }
  .warn p { color: #5c4300; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; color: var(--soft); }
  dt { color: var(--ink); } dd { margin: 0; overflow-wrap: anywhere; }
`;

const section = (heading: string, content: string, kind = ''): string =>
  `<section${kind && ` class="${kind}"`}><h2>${heading}</h2>${content}</section>`;

const paragraphOrSteps = (content: string | string[]): string =>
  typeof content === 'string' ? `<p>${content}</p>` : `<ol>${content.map((step) => `<li>${step}</li>`).join('')}</ol>`;

/**
 * Renders the page that embeds the widget with one script tag. The operator's values are escaped; there is no other
 * input.
 */
export const renderPage = ({ name, officialContact, serviceHours, demo }: Operator, locale: Locale): string => {
  const operator = escapeHtml(name);
  const { title, demo: demoNotice, heading, lead, cards, who, fraud, contact } = PAGE_WORDS[locale];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#0f6b5c">
<title>${title} · ${operator}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${demo ? `<div class="demo" role="note">${demoNotice}</div>\n` : ''}<div class="top"><div class="wide">
<p class="by">${operator}</p>
<h1>${heading.join('<br>')}</h1>
<p class="lead">${lead}</p>
</div></div>
<main class="wide">
<div class="cards">
${cards.map(([head, content]) => section(head, paragraphOrSteps(content))).join('\n')}
</div>
${section(who[0], `<p>${who[1](operator)}</p>`, 'honest')}
${section(fraud[0], `<p>${fraud[1]}</p>`, 'warn')}
${section(contact.heading, `<dl><dt>${contact.operator}</dt><dd>${operator}</dd><dt>${contact.contact}</dt><dd>${escapeHtml(officialContact)}</dd><dt>${contact.hours}</dt><dd>${escapeHtml(serviceHours)}</dd></dl>`, 'honest')}
</main>
<script src="/widget.js" defer></script>
</body>
</html>
`;
};
