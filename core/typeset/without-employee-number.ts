/**
 * Matches text without anything that looks like an NIP or NI PPPK: birth date, appointment, sex and serial, 18 digits
 * (Perka BKN 22/2007), however the four groups are set apart. In JSON Schema's and Python's dialect as well.
 */
export const withoutEmployeeNumber = /^(?!.*[0-9]{8}[\s.\-/]*[0-9]{6}[\s.\-/]*[0-9][\s.\-/]*[0-9]{3})/;
