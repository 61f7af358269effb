import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';
import { type OwnCertificateView, ownCertificateFacts } from '../parts/own-certificate-facts.ts';
import { type KeyAction, keyActionWords, revoked } from '../wording/key-actions.ts';

export type KeyQuestionView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  readonly action: KeyAction;
  /** SHA-256 of the certificate that the answer is about, so that a key made since is not. */
  readonly certificate?: string;
  readonly timeZone: string;
  /** A certificate of the person's own, which HR compares. */
  readonly own?: OwnCertificateView;
};

/** The question before anything happens to a person's key. */
export function keyQuestionPage(surroundings: Surroundings, view: KeyQuestionView): string {
  const { person, displayName, certificate } = view;
  const { question, follows: all, confirm, final } = keyActionWords[view.action];
  // What somebody else issued is theirs to revoke.
  const follows = view.own ? all.filter((sentence) => sentence !== revoked) : all;
  const back = `/papan/pejabat/${person}`;
  const consequences = html`<ul class="govuk-list govuk-list--bullet">${follows.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
  return page(
    surroundings,
    { title: question(displayName), government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="${back}">Kembali</a>
<h1 class="govuk-heading-l">${question(displayName)}</h1>
<p class="govuk-body">${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</p>
${final ? notice('trouble', 'Langkah ini tidak dapat dibatalkan', consequences) : notice('waiting', 'Yang terjadi', consequences)}
${view.own ? ownCertificateFacts(view.own, view.timeZone) : ''}
<form method="post" action="${back}/${view.action}" data-once="Sedang diproses …"><input type="hidden" name="form" value="${view.visitor.formToken}">${certificate === undefined ? '' : html`<input type="hidden" name="certificate" value="${certificate}">`}<input type="hidden" name="confirmed" value="ya">
${view.action === 'tolak' ? html`<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="reason">Alasan, tercatat dalam riwayat</label><input class="govuk-input" id="reason" name="reason" required maxlength="300"></div>` : ''}
<div class="govuk-button-group"><button class="govuk-button" type="submit">${confirm}</button><a class="govuk-link ikrar-cancel" href="${back}">Batal</a></div></form>`,
  );
}
