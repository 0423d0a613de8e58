/** OVH panel, for the delegation of one account; it has none for that of whole domains. */
export const nichandlePattern = /^\w{1,10}\d{0,8}(-ovh){1}$/i;
