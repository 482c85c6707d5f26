export const PROJECT_ID = 'atlas';
