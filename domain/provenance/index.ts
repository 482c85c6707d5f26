export * from './diff-recipes.ts';
