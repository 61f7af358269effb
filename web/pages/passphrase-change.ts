import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { passphraseField } from '../parts/passphrase-field.ts';
import { passphraseMeter } from '../parts/passphrase-meter.ts';
import { lockedNotice } from '../parts/signing-hurdle.ts';
import { passphraseRules } from '../wording/passphrase-problems.ts';

export type PassphraseChangeView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly displayName: string;
  readonly bareName: string;
  readonly changed: boolean;
  readonly locked?: { readonly until?: Date };
  readonly errors: readonly FormError[];
};

export function passphraseChangePage(surroundings: Surroundings, view: PassphraseChangeView): string {
  const error = (field: string) => {
    const message = view.errors.find((candidate) => candidate.field === field)?.message;
    return message === undefined ? {} : { error: message };
  };
  return page(
    surroundings,
    {
      title: view.errors.length > 0 ? 'Perbaiki: ganti passphrase' : 'Ganti passphrase',
      government: view.government,
      visitor: view.visitor,
    },
    html`${errorSummary(view.errors)}
<a class="govuk-link ikrar-back" href="/meja">Kembali ke meja saya</a>
<h1 class="govuk-heading-l">Ganti passphrase<span class="ikrar-heading-detail">${view.displayName}</span></h1>
${
  view.changed
    ? notice(
        'done',
        'Passphrase sudah diganti',
        html`<p>Mulai sekarang pakailah passphrase yang baru untuk menandatangani. Tanda tangan dan sertifikat Bapak/Ibu tidak berubah.</p><p><a class="govuk-button" href="/meja">Kembali ke meja saya</a></p>`,
      )
    : view.locked
      ? lockedNotice(view.locked.until, view.timeZone)
      : html`<form class="ikrar-card" method="post" action="/sandi" novalidate data-once="Sedang mengganti …">
<input type="hidden" name="form" value="${view.visitor.formToken}">
${passphraseField({ id: 'passphrase', label: 'Passphrase sekarang', autocomplete: 'current-password', ...error('passphrase') })}
<h2 class="govuk-heading-s">Passphrase baru</h2>
${passphraseRules}
${passphraseField({ id: 'next', label: 'Passphrase baru', autocomplete: 'new-password', ...error('next') })}
${passphraseMeter('next', view)}
${passphraseField({ id: 'repeated', label: 'Ulangi passphrase baru', autocomplete: 'new-password', ...error('repeated') })}
<p class="govuk-hint">Lupa passphrase yang sekarang? Hubungi Bagian Organisasi atau BKPSDM; passphrase lama tidak dapat dilihat siapa pun.</p>
<button class="govuk-button ikrar-button--primary" type="submit">Ganti passphrase</button></form>`
}`,
  );
}
