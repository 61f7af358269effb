/** Markup that is safe to send: made only by `html` (which escapes what it is given) or `trusted`. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Renderable = Html | string | number | false | undefined | readonly Renderable[];

/** Every value is escaped for text and quoted attributes alike; attributes are therefore always quoted. */
export function html(strings: TemplateStringsArray, ...values: readonly Renderable[]): Html {
  return new Html(strings.reduce((text, part, index) => text + render(values[index - 1]) + part));
}

/** Markup of ours that contains nothing from outside: an icon's SVG. */
export const trusted = (text: string): Html => new Html(text);

function render(value: Renderable): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  return value.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
