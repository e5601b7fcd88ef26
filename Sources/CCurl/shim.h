#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// Swift imports no functions with a varying number of arguments.
static inline CURLcode linli_curl_text(CURL *handle, CURLoption option, const char *text) {
    return curl_easy_setopt(handle, option, text);
}
static inline CURLcode linli_curl_number(CURL *handle, CURLoption option, long number) {
    return curl_easy_setopt(handle, option, number);
}
static inline CURLcode linli_curl_size(CURL *handle, CURLoption option, curl_off_t size) {
    return curl_easy_setopt(handle, option, size);
}
static inline CURLcode linli_curl_pointer(CURL *handle, CURLoption option, void *pointer) {
    return curl_easy_setopt(handle, option, pointer);
}
static inline CURLcode linli_curl_flow(CURL *handle, CURLoption option, curl_write_callback flow) {
    return curl_easy_setopt(handle, option, flow);
}
static inline CURLcode linli_curl_door(CURL *handle, curl_opensocket_callback door, void *data) {
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, data);
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, door);
}
static inline CURLcode linli_curl_since_tls_1_2(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}
static inline CURLcode linli_curl_encrypt_before_mail(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
}
static inline long linli_curl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

// Nor macros that compute.
static inline CURLcode linli_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
static inline CURLUcode linli_curl_parse(CURLU *url, const char *text) {
    return curl_url_set(url, CURLUPART_URL, text, CURLU_DISALLOW_USER);
}
static inline CURLUcode linli_curl_port(CURLU *url, char **port) {
    return curl_url_get(url, CURLUPART_PORT, port, CURLU_DEFAULT_PORT);
}

// The bytes of the address that is about to be called: 4, 16, or none of a kind not known.
static inline int linli_curl_address(const struct curl_sockaddr *address, unsigned char *bytes) {
    if (address->family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)(const void *)&address->addr;
        memcpy(bytes, &four->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)(const void *)&address->addr;
        memcpy(bytes, &six->sin6_addr, 16);
        return 16;
    }
    return 0;
}
static inline curl_socket_t linli_curl_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
