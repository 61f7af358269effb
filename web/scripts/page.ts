import { continuedForms } from './continue.ts';
import { copyButtons } from './copy.ts';
import { fileSizes } from './file-size.ts';
import { livePages } from './live.ts';
import { onceForms } from './once.ts';
import { passphraseMeters } from './passphrase-meter.ts';
import { passphraseToggles } from './passphrase-toggle.ts';
import { printButtons } from './print.ts';

document.querySelector<HTMLElement>('[data-focus]')?.focus();
passphraseToggles();
passphraseMeters();
copyButtons();
continuedForms();
fileSizes();
onceForms();
printButtons();
livePages();
