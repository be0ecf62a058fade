# What `cmake --install` puts where: the command, the libraries for hosts with their headers, a CMake package
# (find_package(tatu): targets tatu::tatu, tatu::interpreter and tatu::compiler, and each with _static) and pkg-config
# files (tatu, tatu_interpreter and tatu_compiler, and each with _static). All of them find one another wherever the
# whole is moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS tatu RUNTIME)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/tatu" TYPE INCLUDE FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")

function(tatu_pkg_config name description libraries private_libraries)
  set(folder "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
  file(RELATIVE_PATH to_prefix "/${folder}" "/")
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY CONTENT [[
prefix=${pcfiledir}/@to_prefix@
includedir=${prefix}/@CMAKE_INSTALL_INCLUDEDIR@
libdir=${prefix}/@CMAKE_INSTALL_LIBDIR@

Name: @name@
Description: @description@
Version: @PROJECT_VERSION@
Cflags: -I${includedir}
Libs: @libraries@
Libs.private: @private_libraries@
]])
  install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${folder}")
endfunction()

# tatu_install_library(output word description): a library of tatu_public_library, as tatu::WORD and tatu::WORD_static.
function(tatu_install_library output word description)
  set_target_properties(${output}_shared PROPERTIES EXPORT_NAME ${word})
  install(TARGETS ${output}_shared EXPORT tatu_targets
    LIBRARY NAMELINK_COMPONENT Development INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  get_target_property(system ${output}_shared TATU_SYSTEM)
  list(TRANSFORM system PREPEND "-l")
  list(JOIN system " " system)
  tatu_pkg_config(${output} "${description}" "-L\${libdir} -l${output}" "${system}")
  if(TARGET ${output}_static)
    set_target_properties(${output}_static PROPERTIES EXPORT_NAME ${word}_static)
    install(TARGETS ${output}_static EXPORT tatu_targets INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
    install(FILES "${PROJECT_BINARY_DIR}/lib${output}.a" TYPE LIB)
    tatu_pkg_config(${output}_static "${description}; linked into the program" "\${libdir}/lib${output}.a ${system}" "")
  endif()
endfunction()
tatu_install_library(tatu tatu "Runs programs of others inside a host, within limits")
tatu_install_library(tatu_interpreter interpreter "libtatu without the compiler to machine code")
tatu_install_library(tatu_compiler compiler "Compiles Tatu's source text to modules")

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/tatu")
install(EXPORT tatu_targets FILE tatu-config.cmake NAMESPACE tatu:: DESTINATION "${package_folder}")
# Before 1.0 a minor version may change what the last one had.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/tatu-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/tatu-config-version.cmake" DESTINATION "${package_folder}")
