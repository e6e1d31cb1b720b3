// Asio's and Beast's own source, compiled once.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
