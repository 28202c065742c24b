/** Between which hours the county's letters go out: parameters of its plan. */
export const hourKeys = ['mail.from_hour', 'mail.until_hour'] as const;
