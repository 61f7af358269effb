import type { Deadline } from '../../core/campaign/signing-deadline.ts';
import type { InvitationChannel } from '../../core/person/person-event.ts';
import type { Mailer, MailFailureCode } from '../../core/ports/mailer.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { textField } from '../parts/text-field.ts';
import { deadlineWords } from '../wording/deadline.ts';
import { mailFailureWords } from '../wording/mail-failures.ts';
import { moment } from '../wording/moments.ts';

export type InvitationRow = {
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  /** How many documents wait for the person. */
  readonly documents: number;
  /** Holds a link which still opens. */
  readonly invited: boolean;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly last?: { readonly at: string; readonly channel: InvitationChannel };
  /** The last message was not sent, or nobody knows. */
  readonly failure?: MailFailureCode;
};

export type InvitationsView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  /** The moment of this page: whoever gets a link later is not sent a second one by its forms. */
  readonly since: string;
  /** Everybody for whom something waits. */
  readonly rows: readonly InvitationRow[];
  /** Absent where no mail is configured. */
  readonly delivery?: Mailer['delivery'];
  readonly keepsMail: boolean;
  readonly deadline?: Deadline;
  /** Of the deadline: the day in force, or what was typed and refused. */
  readonly form: { readonly typed: string; readonly errors: readonly FormError[] };
  readonly deadlineSaved: boolean;
};

/** HR's list before anything is sent: exactly who gets a message, and who must be reached otherwise. */
export function invitationsPage(surroundings: Surroundings, view: InvitationsView): string {
  const { rows, delivery } = view;
  const first = rows.filter(({ invited }) => !invited);
  const again = rows.filter(({ invited }) => invited);
  return page(
    surroundings,
    { title: 'Undangan dan pengingat', government: view.government, visitor: view.visitor },
    html`${errorSummary(view.form.errors)}
<a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">Undangan dan pengingat</h1>
${view.deadlineSaved ? notice('done', view.deadline ? 'Batas waktu sudah disimpan' : 'Batas waktu sudah dihapus') : ''}
<p class="govuk-body">Satu pesan untuk tiap orang, tentang semua dokumen yang menunggunya. Setiap pesan memuat tautan pribadi yang baru; tautan sebelumnya tidak berlaku lagi. Kode aktivasi tidak pernah ikut dikirim.</p>
${deadlineForm(view)}
${deliveryNotice(delivery)}
${view.keepsMail ? html`<p class="govuk-body"><a class="govuk-link" href="/papan/surat">Lihat surel yang tersimpan di mesin ini</a></p>` : ''}
${rows.length === 0 ? notice('done', 'Tidak ada dokumen yang menunggu seseorang', html`<p>Dokumen yang masih disiapkan muncul di sini setelah semuanya selesai.</p>`) : ''}
${group(view, 'baru', 'Belum menerima tautan', 'Kirim undangan', first)}
${group(view, 'lama', 'Sudah menerima tautan, belum menandatangani semua', 'Kirim pengingat', again)}`,
  );
}

/** Folded unless something was wrong with it: HR sets it once. */
const deadlineForm = ({ visitor, deadline, form }: InvitationsView): Html =>
  html`<details class="govuk-details" id="batas-waktu"${form.errors.length > 0 ? html` open` : ''}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${deadline ? `Batas waktu: ${deadlineWords(deadline)}` : 'Tetapkan batas waktu penandatanganan'}</span></summary>
<div class="govuk-details__text"><form method="post" action="/papan/batas-waktu"><input type="hidden" name="form" value="${visitor.formToken}">
${textField({ id: 'batas', label: 'Batas waktu penandatanganan', hint: 'Tertulis dalam pesan, pada meja tiap pejabat, dan pada papan. Sesudahnya dokumen masih dapat ditandatangani. Kosongkan bila tidak ada.', value: form.typed, input: 'date', error: form.errors[0]?.message })}
<button class="govuk-button govuk-button--secondary" type="submit">Simpan batas waktu</button></form></div></details>`;

function deliveryNotice(delivery: InvitationsView['delivery']): Html {
  if (delivery === undefined)
    return notice(
      'waiting',
      'Surel belum diatur',
      html`<p>Siapkan teks untuk tiap orang, lalu kirim sendiri, misalnya lewat WhatsApp. Pengelola sistem dapat mengatur surel kemudian.</p>`,
    );
  return delivery === 'folder'
    ? notice(
        'waiting',
        'Surel hanya disimpan, tidak dikirim',
        html`<p>Server surel belum diatur (IKRAR_SMTP_URL). Surel disimpan dalam folder di mesin ini, untuk dicoba.</p>`,
      )
    : html``;
}

function group(
  view: InvitationsView,
  id: string,
  title: string,
  act: string,
  rows: readonly InvitationRow[],
): Html {
  if (rows.length === 0) return html``;
  const reachable = view.delivery === undefined ? [] : rows.filter(({ email }) => email !== undefined);
  const others = rows.length - reachable.length;
  return html`<section class="ikrar-card" aria-labelledby="${id}"><h2 class="govuk-heading-m" id="${id}">${title}: ${rows.length} orang</h2>
<p class="govuk-body"><strong>${reachable.length}</strong> lewat surel, <strong>${others}</strong> dengan teks yang dikirim sendiri.</p>
${
  reachable.length === 0
    ? ''
    : html`<form method="post" action="/papan/undangan" data-once="Sedang mengirim …">${fields(view, reachable)}<button class="govuk-button" type="submit">${act} ke ${reachable.length} orang lewat surel</button></form>`
}
<ul class="govuk-list ikrar-sendings">${rows.map((row) => person(view, row, act))}</ul></section>`;
}

function person(view: InvitationsView, row: InvitationRow, act: string): Html {
  const byMail = view.delivery !== undefined && row.email !== undefined;
  return html`<li class="ikrar-sending"><a class="govuk-link" href="/papan/pejabat/${row.person}"><strong>${row.displayName}</strong></a><span class="ikrar-muted">${row.positions.join(', ')}; ${row.documents} dokumen menunggu</span>
<span>${row.email ?? html`Tanpa alamat surel (<a class="govuk-link" href="/papan/pejabat/${row.person}/kontak">tambahkan<span class="govuk-visually-hidden"> untuk ${row.displayName}</span></a>)`}${row.phone === undefined ? '' : `; WhatsApp +${row.phone}`}</span>
${row.last ? html`<span class="ikrar-muted">${channelWords[row.last.channel]} ${moment(row.last.at, view.timeZone)}</span>` : ''}
${row.failure ? html`<span class="ikrar-board__trouble">${mailFailureWords[row.failure]}</span>` : ''}
<div class="govuk-button-group">${
    byMail
      ? html`<form method="post" action="/papan/undangan">${fields(view, [row])}<button class="govuk-button govuk-button--secondary ikrar-button--small" type="submit">${act}<span class="govuk-visually-hidden"> kepada ${row.displayName}</span></button></form>`
      : ''
  }<form method="post" action="/papan/tautan"><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="person" value="${row.person}"><button class="govuk-button govuk-button--secondary ikrar-button--small" type="submit">Siapkan teks<span class="govuk-visually-hidden"> untuk ${row.displayName}</span></button></form></div></li>`;
}

const channelWords: Readonly<Record<InvitationChannel, string>> = {
  mail: 'Surel terkirim',
  folder: 'Surel disimpan',
  'by-hand': 'Tautan dibuat untuk disampaikan sendiri,',
};

const fields = ({ visitor, since }: InvitationsView, rows: readonly InvitationRow[]): Html =>
  html`<input type="hidden" name="form" value="${visitor.formToken}"><input type="hidden" name="since" value="${since}">${rows.map(({ person: id }) => html`<input type="hidden" name="person" value="${id}">`)}`;
