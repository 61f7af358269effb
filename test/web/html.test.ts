import { describe, expect, it } from 'vitest';
import { html, trusted } from '../../web/html.ts';

describe('html', () => {
  it('escapes text and quoted attributes', () => {
    const hostile = `"><img src=x onerror='alert(1)'>&amp;`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;</p>',
    );
  });

  it('keeps markup of its own, in lists too, and leaves out what is absent', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}${undefined}${false}${0}</ul>`.text).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>',
    );
    expect(html`${trusted('<br>')}`.text).toBe('<br>');
  });
});
