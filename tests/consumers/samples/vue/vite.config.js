// Builds the Vue sample: tags with a hyphen are elements of the page, not components of Vue.

import vue from '@vitejs/plugin-vue';

export default {
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (/** @type {string} */ tag) => tag.includes('-') } } })],
};
