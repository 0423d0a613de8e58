/** What is not imitated of this tree: a one-time token for OVHcloud's own chat (OVH API schema, `auth.Token`). */
export const authGaps = `
POST /auth/token
`;
