/** Who may do what; an institution is a hospital's own code, a region the prefix of a bureau. */
export const ROLES = ['hospital', 'bureau', 'researcher', 'admin'] as const;
export type Role = (typeof ROLES)[number];
