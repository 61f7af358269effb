/**
 * The rules of govuk-frontend's compiled style sheet that our pages use: a selector stays when each of its
 * `govuk-` classes belongs to a wanted block. Fonts, which are licensed for GOV.UK alone, never stay.
 */
export function pickRules(css: string, blocks: readonly string[]): string {
  let picked = '';
  for (const { prelude, body } of rules(css.replace(/\/\*[\s\S]*?\*\//g, ''))) {
    if (prelude.startsWith('@font-face')) continue;
    if (/^@(media|supports)/.test(prelude)) {
      const inner = pickRules(body, blocks);
      if (inner !== '') picked += `${prelude}{${inner}}`;
    } else if (prelude.startsWith('@')) {
      picked += `${prelude}{${body}}`;
    } else {
      const selectors = splitSelectors(prelude).filter((selector) => isWanted(selector, blocks));
      if (selectors.length > 0) picked += `${selectors.join(',')}{${body}}`;
    }
  }
  return picked;
}

type Rule = { readonly prelude: string; readonly body: string };

function* rules(css: string): Generator<Rule> {
  let start = 0;
  let position = 0;
  while (position < css.length) {
    const character = css[position];
    // A statement at-rule (`@charset`): nothing to keep, the file is joined into another one.
    if (character === ';') start = position + 1;
    if (character === '{') {
      const end = closingBrace(css, position);
      yield { prelude: css.slice(start, position).trim(), body: css.slice(position + 1, end) };
      start = end + 1;
      position = end;
    }
    position += 1;
  }
}

function closingBrace(css: string, open: number): number {
  let depth = 0;
  for (let position = open; position < css.length; position++) {
    if (css[position] === '{') depth += 1;
    if (css[position] === '}' && --depth === 0) return position;
  }
  throw new Error('style sheet: expected a closing brace, got the end of the file');
}

/** At commas outside parentheses. */
function splitSelectors(prelude: string): string[] {
  const selectors: string[] = [];
  let depth = 0;
  let start = 0;
  [...prelude].forEach((character, position) => {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      selectors.push(prelude.slice(start, position));
      start = position + 1;
    }
  });
  return [...selectors, prelude.slice(start)];
}

const isWanted = (selector: string, blocks: readonly string[]): boolean =>
  [...selector.matchAll(/\.govuk-([a-z!-]+?)(?=__|--|[^a-z!-]|$)/g)].every(([, block = '']) =>
    blocks.includes(block),
  );
