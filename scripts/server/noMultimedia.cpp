// Stands in for llama.cpp's multimedia library: the server of the tests reads text only. What it calls in any case is here.
#include "mtmd-helper.h"
#include "mtmd.h"

mtmd_context_params mtmd_context_params_default() { return mtmd_context_params{}; }
mtmd_helper_init_opt mtmd_helper_init_opt_default() { return mtmd_helper_init_opt{}; }
void mtmd_helper_log_set(ggml_log_callback, void *) {}
void mtmd_free(mtmd_context *) {}
