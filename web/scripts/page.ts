import { copyButtons } from './copy.ts';
import { fileSizes } from './file-size.ts';
import { livePages } from './live.ts';
import { onceForms } from './once.ts';
import { passphraseToggles } from './passphrase-toggle.ts';
import { printButtons } from './print.ts';
import { selection } from './selection.ts';

document.querySelector<HTMLElement>('[data-focus]')?.focus();
passphraseToggles();
copyButtons();
fileSizes();
onceForms();
printButtons();
selection();
livePages();
