import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { factsList } from '../parts/facts-list.ts';
import { notice } from '../parts/notice.ts';
import { moment } from '../wording/moments.ts';

type Kept = { readonly to: string; readonly subject: string; readonly date: string };
type Frame = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
};

/** Messages which were kept instead of sent, newest first. */
export const keptMailListPage = (
  surroundings: Surroundings,
  { mails, ...frame }: Frame & { readonly mails: readonly (Kept & { readonly name: string })[] },
): string =>
  page(
    surroundings,
    { title: 'Surel tersimpan', ...frame },
    html`<a class="govuk-link ikrar-back" href="/papan/undangan">Kembali ke undangan</a>
<h1 class="govuk-heading-l">Surel tersimpan</h1>
${notice('waiting', 'Surel ini tidak dikirim kepada siapa pun', html`<p>Server surel belum diatur; inilah yang akan diterima pejabat.</p>`)}
${mails.length === 0 ? html`<p class="govuk-body">Belum ada surel.</p>` : html`<ul class="govuk-list ikrar-sendings">${mails.map((mail) => html`<li class="ikrar-sending"><a class="govuk-link" href="/papan/surat/${mail.name}">${mail.subject}</a><span>${mail.to}</span><span class="ikrar-muted">${moment(new Date(mail.date), frame.timeZone)}</span></li>`)}</ul>`}`,
  );

export const keptMailPage = (
  surroundings: Surroundings,
  { mail, ...frame }: Frame & { readonly mail: Kept & { readonly text: string } },
): string =>
  page(
    surroundings,
    { title: 'Surel', ...frame },
    html`<a class="govuk-link ikrar-back" href="/papan/surat">Kembali ke surel tersimpan</a>
<h1 class="govuk-heading-l">${mail.subject}</h1>
${factsList([
  ['Kepada', mail.to],
  ['Tanggal', moment(new Date(mail.date), frame.timeZone)],
])}
<div class="ikrar-card"><p class="govuk-body ikrar-letter">${mail.text}</p></div>`,
  );
