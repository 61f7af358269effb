/** Named in every report: a verdict without its rules cannot be repeated. Raise the version with any rule. */
export const verificationPolicy = { name: 'ikrar-verification', version: '1' } as const;
