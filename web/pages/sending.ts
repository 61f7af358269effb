import type { Mailer, MailFailureCode } from '../../core/ports/mailer.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';
import { stateTag } from '../parts/state-tag.ts';
import { mailFailureWords } from '../wording/mail-failures.ts';
import type { StateWords } from '../wording/states.ts';

export type SendingRow = {
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  readonly state: 'sent' | 'failed' | 'open' | 'skipped';
  readonly failure?: MailFailureCode;
};

export type SendingView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  /** When HR was shown the list, and the moment of this page. */
  readonly since: string;
  readonly now: string;
  readonly delivery: Mailer['delivery'];
  /** Whether this request brought the list forward: else another one is at it, and its form waits for HR. */
  readonly goesOn: boolean;
  /** All of the list which HR confirmed. */
  readonly rows: readonly SendingRow[];
};

/** How far the list has come. With script its form goes on by itself; without, a button does. */
export function sendingPage(surroundings: Surroundings, view: SendingView): string {
  const { rows, delivery } = view;
  const of = (state: SendingRow['state']) => rows.filter((row) => row.state === state);
  const [sent, open, failed] = [of('sent').length, of('open'), of('failed')];
  const stored = delivery === 'folder';
  const done = open.length === 0;
  return page(
    surroundings,
    {
      title: done ? 'Hasil pengiriman' : 'Sedang mengirim',
      government: view.government,
      visitor: view.visitor,
    },
    html`<a class="govuk-link ikrar-back" href="/papan/undangan">Kembali ke undangan</a>
<h1 class="govuk-heading-l">${done ? 'Hasil pengiriman' : 'Sedang mengirim …'}</h1>
<div role="status"><p class="govuk-body-l">${sent} dari ${rows.length} ${stored ? 'tersimpan dalam folder' : 'terkirim'}${failed.length > 0 ? `, ${failed.length} gagal` : ''}${done ? '.' : `, ${open.length} lagi.`}</p></div>
<progress class="ikrar-sending-progress" max="${rows.length}" value="${rows.length - open.length}" aria-label="Kemajuan pengiriman"></progress>
${stored ? notice('waiting', 'Surel ini tidak dikirim', html`<p>Server surel belum diatur, sehingga surel hanya disimpan dalam folder di mesin ini.</p>`) : ''}
${
  done
    ? ''
    : html`<form method="post" action="/papan/undangan"${view.goesOn ? html` data-continue` : ''} data-once="Melanjutkan …">${list(view, rows, view.since)}<div class="govuk-button-group"><button class="govuk-button" type="submit">Lanjutkan mengirim (${open.length} lagi)</button><a class="govuk-link ikrar-cancel" href="/papan/undangan">Berhenti di sini</a></div></form>`
}
${
  done && failed.length > 0
    ? html`<form method="post" action="/papan/undangan" data-once="Mencoba lagi …">${list(view, failed, view.now)}<button class="govuk-button" type="submit">Coba lagi ${failed.length} yang gagal</button></form>`
    : ''
}
<ul class="govuk-list ikrar-sendings">${rows.map(
      ({ displayName, positions, state, failure }) =>
        html`<li class="ikrar-sending"><strong>${displayName}</strong><span class="ikrar-muted">${positions.join(', ')}</span>${stateTag(sendingWords(state, stored))}${state === 'failed' && failure ? html`<span>${mailFailureWords[failure]}</span>` : ''}</li>`,
    )}</ul>`,
  );
}

const sendingWords = (state: SendingRow['state'], stored: boolean): StateWords => {
  switch (state) {
    case 'sent':
      return { words: stored ? 'Tersimpan' : 'Terkirim', tone: 'done' };
    case 'failed':
      return { words: 'Gagal', tone: 'trouble' };
    case 'open':
      return { words: 'Belum dikirim', tone: 'waiting' };
    case 'skipped':
      return { words: 'Dilewati', tone: 'absent' };
  }
};

const list = ({ visitor }: SendingView, rows: readonly SendingRow[], since: string): Html =>
  html`<input type="hidden" name="form" value="${visitor.formToken}"><input type="hidden" name="since" value="${since}">${rows.map(({ person }) => html`<input type="hidden" name="person" value="${person}">`)}`;
