import { registrationForm } from './own-certificate/registration-form.ts';
import { signingForm } from './own-certificate/signing-form.ts';

const registration = document.querySelector<HTMLFormElement>('form[data-own-registration]');
const signing = document.querySelector<HTMLFormElement>('form[data-own-signing]');
if (registration) registrationForm(registration);
if (signing) signingForm(signing);
